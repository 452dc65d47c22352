/** Why a whole file can't be read: no file, no such column, not XML, cut off. `path` is the file. */
export class ImportError extends Error {
  readonly path: string;

  constructor(path: string, message: string, cause?: unknown) {
    super(`${path}: ${message}`, { cause });
    this.name = 'ImportError';
    this.path = path;
  }
}
