/** Modules that the build makes. */

declare module "bundled:*" {
  /** The program of the module and all it imports, as one script. */
  const code: string;
  export default code;
}

declare module "saxen" {
  export class Parser {
    on(event: string, listener: (...found: never[]) => void): this;
    parse(xml: string): void;
  }
}
