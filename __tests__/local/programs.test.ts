import { expect, it } from "vitest";
import { terraform as distribution, openTofu } from "../../src/local/distribution";
import { type Ask, findMissingPrograms } from "../../src/local/programs";

/** A machine on which these commands answer, and no others. */
const machine =
  (answers: Readonly<Record<string, string>>): Ask =>
  (...command) =>
    answers[command.join(" ")];

const terraform = { "terraform version -json": '{ "terraform_version": "1.11.4" }' };
const python = { "python3 --version": "Python 3.12.3\n" };
const venv = { "python3 -c import venv, ensurepip": "" };
const install = {
  terraform: "install >= 1.11.1 from https://developer.hashicorp.com/terraform/install",
  python: "install >=3.10 from https://www.python.org/downloads",
  venv: "install it; on Debian and Ubuntu apt-get install python3-venv",
};

it.each([
  ["nothing", { ...terraform, ...python, ...venv }, []],
  ["Terraform", { ...python, ...venv }, [{ what: "no terraform on PATH", fix: install.terraform }]],
  [
    "Terraform of today",
    { "terraform version -json": '{ "terraform_version": "1.9.8" }', ...python, ...venv },
    [{ what: "terraform is 1.9.8", fix: install.terraform }],
  ],
  ["Python", terraform, [{ what: "no python3 on PATH", fix: install.python }]],
  [
    "Python of today",
    { ...terraform, "python3 --version": "Python 3.9.2", ...venv },
    [{ what: "python3 is 3.9.2", fix: install.python }],
  ],
  ["its module venv", { ...terraform, ...python }, [{ what: "python3 has no module venv", fix: install.venv }]],
  [
    "everything",
    {},
    [
      { what: "no terraform on PATH", fix: install.terraform },
      { what: "no python3 on PATH", fix: install.python },
    ],
  ],
])("a machine may lack %s", (_, answers, missing) => {
  expect(findMissingPrograms(distribution, machine(answers))).toEqual(missing);
});

it("a program may warn before it says its version", () => {
  const warning = "Warning: Unable to open CLI configuration file\n";
  const answers = { ...python, ...venv, "tofu version -json": `${warning}{\n  "terraform_version": "1.12.6"\n}` };
  expect(findMissingPrograms(openTofu, machine(answers))).toEqual([]);
});
