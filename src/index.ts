export { check } from './forge/webhook/permission-check';
export { resolver } from './forge/panels/resolver';
export { readBatch } from './forge/workspace/read-batch';
export { workspace } from './forge/workspace/resolver';
export { schedule } from './forge/workspace/schedule';
