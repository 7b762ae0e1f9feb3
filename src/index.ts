export { check } from './forge/webhook/permission-check';
export { resolver } from './forge/panels/resolver';
