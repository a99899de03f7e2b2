import { expect, it } from "vitest";
import { warnOfNetworks } from "../../src/network/network-warnings";
import { dev, parsed, prodFile as prod, regionsWith } from "../literals";

it.each([prod, dev])("the example $name warns of nothing", (environment) => {
  expect(warnOfNetworks(parsed(environment))).toEqual([]);
});

it("a zone that is newer than the table is named, with the question to EC2", () => {
  const regions = regionsWith({ zones: ["euw1-az1", "euw1-az4"] });
  expect(warnOfNetworks(parsed({ ...prod, regions }))).toEqual([
    "prod: euw1-az4 is newer than the table of 2026-11-25; ask EC2: aws ec2 describe-availability-zones --region eu-west-1 --zone-ids euw1-az4",
  ]);
});

it("networks in whose place Docker answers are named", () => {
  const peers = { lab: { cidr: "172.17.4.0/24" }, office: { cidr: "172.18.0.0/24" } };
  const meets = (cidr: string, what: string) =>
    `prod: ${cidr} of ${what} meets 172.17.0.0/16, where Docker and some services of AWS (Cloud9, SageMaker) have a network of their own; choose another range while nothing stands`;
  expect(warnOfNetworks(parsed({ ...prod, peers }))).toEqual([meets("172.17.4.0/24", "peer lab")]);
  expect(warnOfNetworks(parsed({ ...prod, regions: regionsWith({ cidr: "172.17.0.0/16" }) }))).toEqual([
    meets("172.17.0.0/16", "the VPC of eu-west-1"),
  ]);
});
