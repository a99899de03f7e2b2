import { expect, it } from "vitest";
import { terraformLiteral } from "../../src/stack/terraform-literal";

it.each([
  ["echo $" + "{HOME}", "echo $$" + "{HOME}"],
  ["%" + "{ if true }", "%%" + "{ if true }"],
  ["$" + "{a}$" + "{b}", "$$" + "{a}$$" + "{b}"],
  ["costs $5, or 5% {about}", "costs $5, or 5% {about}"],
])("a text that Terraform leaves as it is: %s", (text, literal) => {
  expect(terraformLiteral(text)).toBe(literal);
});
