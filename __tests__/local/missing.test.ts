import { expect, it } from "vitest";
import { formatMissing } from "../../src/local/missing";

it("what is missing is one line each, with what to do", () => {
  const terraform = { what: "no terraform on PATH", fix: "install it" };
  const port = { what: "port 4566 is taken", fix: "end what listens there" };
  expect(formatMissing([terraform, port])).toBe(`local: 2 things are missing, nothing was installed or started
  no terraform on PATH: install it
  port 4566 is taken: end what listens there`);
  expect(formatMissing([port])).toMatch(/^local: 1 thing is missing, /);
});
