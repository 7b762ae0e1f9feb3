/** What somebody does on one of Bitbucket's pages, in one or more sentences. */
export interface ScreenStep {
  step: string;
  page: string;
}
