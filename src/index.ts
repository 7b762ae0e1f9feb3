export { check } from './forge/check';
export { resolver } from './forge/resolver';
