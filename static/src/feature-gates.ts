/**
 * Stands in for Atlassian's own feature flags (`@atlaskit/feature-gate-js-client`), which Atlaskit's components ask and
 * an app has none of. Its client can fetch flags and log what is shown; neither is to be among what we ship.
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
