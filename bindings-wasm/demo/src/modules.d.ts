/** Modules that the build makes, and what has no types of its own. */

declare module 'bundled:*' {
  /** The program of the module and all it imports, as one script. */
  const code: string;
  export default code;
}

declare module 'saxen' {
  export class Parser {
    on(event: string, listener: (...found: never[]) => void): this;
    parse(xml: string): void;
  }
}

/** Trusted Types, where a browser has them; what they answer is handed on as the address that it stands for. */
declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(address: string): string },
      ): { createScriptURL(address: string): string };
    }
  | undefined;
