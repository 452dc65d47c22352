declare global {
  namespace App {
    interface Locals {
      /** By what the caller, and the log, know the request. */
      requestId: string;
    }
    interface Error {
      message: string;
      /** What the reader can do next. */
      advice?: string;
    }
  }
}

export {};
