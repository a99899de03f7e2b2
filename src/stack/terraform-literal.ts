/**
 * A text that Terraform leaves as it is: it would take `${HOME}` of a script, or a variable of IAM, for a reference of its own.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function terraformLiteral(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}
