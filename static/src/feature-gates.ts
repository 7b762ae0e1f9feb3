/**
 * Replaces Atlassian's own feature flags (`@atlaskit/feature-gate-js-client`), which Atlaskit's components read and an
 * app does not have. The real client can fetch flags and log what is shown; we ship neither.
 */
const featureGates = {
  checkGate: (): boolean => false,
  getExperiment: (): never => {
    throw new Error('An app takes part in no experiment.');
  },
  getExperimentValue: <T>(_experiment: string, _parameter: string, otherwise: T): T => otherwise,
  initializeCompleted: (): boolean => false,
};

// eslint-disable-next-line no-restricted-syntax -- what it stands in for is a default export
export default featureGates;
