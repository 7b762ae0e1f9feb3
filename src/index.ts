export { resolver } from './forge/resolver';
