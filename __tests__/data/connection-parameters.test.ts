import { describe, expect, it } from "vitest";
import { central, dataStackAfter, west } from "./histories";

/** Values of a region's parameters by name. */
const parametersOf = (length: number, region: string) =>
  Object.fromEntries(
    Object.values(dataStackAfter(length, region).resources("aws_ssm_parameter")).map((parameter) => [
      String(parameter["name"]),
      parameter["value"],
    ]),
  );

const own = (generation: number) => `\${module.postgres-${generation}.db_instance_address}`;
const remote = (region: string) => `\${data.terraform_remote_state.prod-${region}-data.outputs.database_host}`;

describe("the parameters with the connection facts", () => {
  it.each([
    ["created", 1, west, own(1), own(1), 1],
    ["created", 1, central, remote(west), own(1), 1],
    ["promoted", 2, central, own(1), own(1), 1],
    ["promoted", 2, west, remote(central), remote(central), 1],
    ["rebuilding", 3, central, own(1), own(1), 2],
    ["rebuilding", 3, west, remote(central), own(2), 2],
    ["steady", 4, central, own(1), own(1), 2],
    ["steady", 4, west, remote(central), own(2), 2],
    ["promoted again", 5, west, own(2), own(2), 2],
    ["promoted again", 5, central, remote(west), remote(west), 2],
    ["rebuilding again", 6, central, remote(west), own(2), 3],
  ])("say, %s, after %i steps in %s", (_, length, region, writer, reader, credentials) => {
    expect(parametersOf(length, region)).toEqual({
      "/acme/prod/database/writer-host": writer,
      "/acme/prod/database/reader-host": reader,
      "/acme/prod/database/port": "5432",
      "/acme/prod/database/name": "app",
      "/acme/prod/database/credentials-secret": `acme/prod/database/credentials-${credentials}`,
      "/acme/prod/database/ca-bundle-url": `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`,
    });
  });

  it("are plain texts: nothing of them is secret", () => {
    for (const parameter of Object.values(dataStackAfter(1, west).resources("aws_ssm_parameter"))) {
      expect(parameter["type"]).toBe("String");
    }
  });
});

describe("what a data stack exports", () => {
  it.each([
    ["the instance that serves", 1, west, "module.postgres-1"],
    ["the replica", 1, central, "module.postgres-1"],
    ["the survivor, as before", 2, central, "module.postgres-1"],
    ["the new replica", 3, west, "module.postgres-2"],
  ])("is %s (%i, %s)", (_, length, region, call) => {
    expect(dataStackAfter(length, region).outputs).toEqual({
      database_arn: `\${${call}.db_instance_arn}`,
      database_host: `\${${call}.db_instance_address}`,
    });
  });

  it("is empty where nothing serves", () => {
    expect(dataStackAfter(2, west).outputs).toMatchObject({ database_arn: "", database_host: "" });
  });
});
