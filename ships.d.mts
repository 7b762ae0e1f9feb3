/** A package of node_modules with the words of its licence. */
export interface Package {
  name: string;
  version: string;
  license: string;
  texts: string[];
}

export function packagesOf(files: string[]): Package[];
export function noticeOf(packages: Package[]): string;
export function packagesIn(notice: string): Pick<Package, 'name' | 'license'>[];
