declare global {
  namespace App {
    interface Error {
      message: string;
      /** What the reader can do next. */
      advice?: string;
    }
  }
}

export {};
