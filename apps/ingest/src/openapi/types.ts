/** A JSON Schema 2020-12, which is what OpenAPI 3.1 describes data with. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Example {
  readonly value: unknown;
}

export interface MediaType {
  readonly schema: Schema;
  /** Of one line, where a body is a sequence of them; OpenAPI 3.2 calls it `itemSchema`. */
  readonly 'x-itemSchema'?: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface Header {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: string;
}

/** One that all answers share. */
export interface HeaderRef {
  readonly $ref: string;
}

export type Headers = Readonly<Record<string, Header>>;

export interface Answer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | HeaderRef>>;
  readonly content?: Content;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  /** One entry a way to be let in; each names the scope that the key must have. None: everybody is. */
  readonly security: readonly { readonly key: readonly string[] }[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly description: string; readonly required: boolean; readonly content: Content };
  /** By status. */
  readonly responses: Readonly<Record<string, Answer>>;
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];
export type PathItem = Readonly<Partial<Record<Method, Operation>>>;

/** What a resource adds to the document; `document.ts` lists them all. */
export interface ResourceDocs {
  readonly tag: { readonly name: string; readonly description: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly schemas?: Readonly<Record<string, Schema>>;
}

/** An OpenAPI 3.1 document, as far as it is used here. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly description: string;
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly ResourceDocs['tag'][];
  readonly paths: ResourceDocs['paths'];
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly headers: Headers;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}
