/** A Terraform type in the JSON form that Terraform itself uses (`terraform providers schema -json`). */
export type TerraformType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", TerraformType]
  | readonly ["tuple", readonly TerraformType[]]
  /** Attributes, then the names of those that may be left out. */
  | readonly ["object", Readonly<Record<string, TerraformType>>, readonly string[]];

/**
 * Reads a type constraint as it stands in a module's variables.tf; comments are skipped, defaults of optional attributes dropped.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 * @throws Error with the rest of the text where it is not a type
 */
export function parseTypeExpression(text: string): TerraformType {
  const parser = new TypeParser(text);
  const type = parser.readType();
  parser.expectEnd();
  return type;
}

class TypeParser {
  private rest: string;

  constructor(private readonly text: string) {
    this.rest = text;
  }

  readType(): TerraformType {
    const word = this.take(/^[a-z]+/, "a type");
    switch (word) {
      case "string":
      case "number":
      case "bool":
        return word;
      case "any":
        return "dynamic";
      case "list":
      case "set":
      case "map":
        return this.inParentheses(() => [word, this.readType()] as const);
      case "tuple":
        return this.inParentheses(() => ["tuple", this.readTuple()] as const);
      case "object":
        return this.inParentheses(() => this.readObject());
      default:
        throw new Error(`not a Terraform type: ${word} in ${this.text}`);
    }
  }

  expectEnd(): void {
    this.skip();
    if (this.rest !== "") throw new Error(`unexpected text behind a Terraform type: ${this.rest}`);
  }

  private readTuple(): readonly TerraformType[] {
    this.take(/^\[/, "[");
    const members: TerraformType[] = [];
    while (this.tryTake(/^\]/) === undefined) {
      members.push(this.readType());
      this.tryTake(/^,/);
    }
    return members;
  }

  private readObject(): TerraformType {
    this.take(/^\{/, "{");
    const attributes: Record<string, TerraformType> = {};
    const optional: string[] = [];
    while (this.tryTake(/^\}/) === undefined) {
      const name = this.take(/^"?[\w-]+"?/, "an attribute").replaceAll('"', "");
      this.take(/^[=:]/, "=");
      if (this.tryTake(/^optional\b/) === undefined) {
        attributes[name] = this.readType();
      } else {
        attributes[name] = this.inParentheses(() => this.readOptional());
        optional.push(name);
      }
      this.tryTake(/^,/);
    }
    return ["object", attributes, optional];
  }

  private readOptional(): TerraformType {
    const type = this.readType();
    if (this.tryTake(/^,/) !== undefined) this.skipExpression();
    return type;
  }

  /** Leaves the text at the parenthesis that closes the one before the expression. */
  private skipExpression(): void {
    for (let depth = 0; ; ) {
      const piece = this.take(/^("(\\.|[^"\\])*"|[^"])/, "a closing parenthesis");
      if ("([{".includes(piece)) depth += 1;
      if (")]}".includes(piece)) depth -= 1;
      if (depth < 0) {
        this.rest = `)${this.rest}`;
        return;
      }
    }
  }

  private inParentheses<T>(read: () => T): T {
    this.take(/^\(/, "(");
    const result = read();
    this.take(/^\)/, ")");
    return result;
  }

  private take(pattern: RegExp, expected: string): string {
    const found = this.tryTake(pattern);
    if (found === undefined) throw new Error(`expected ${expected} at: ${this.rest.slice(0, 60)}`);
    return found;
  }

  private tryTake(pattern: RegExp): string | undefined {
    this.skip();
    const found = pattern.exec(this.rest)?.[0];
    if (found !== undefined) this.rest = this.rest.slice(found.length);
    return found;
  }

  private skip(): void {
    this.rest = this.rest.replace(/^(\s+|(#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/)+/, "");
  }
}
