import { expect, it } from "vitest";
import { reportAddresses } from "../../src/network/address-report";
import { planNetworks } from "../../src/network/network-plan";
import { dev, parsed } from "../literals";

it("shows subnets, held and free ranges of both regions", () => {
  const lines = reportAddresses(planNetworks(parsed(dev)));
  expect(lines).toHaveLength(20);
  expect(lines.slice(10)).toEqual([
    "dev  eu-central-1  failover  10.17.0.0/16  euc1-az1 euc1-az2  NAT single",
    "  private   10.17.64.0/18  10.17.128.0/18",
    "  public    10.17.0.0/21  10.17.8.0/21",
    "  database  10.17.24.0/24  10.17.25.0/24",
    "  intra     10.17.27.0/27  10.17.27.32/27",
    "  held      10.17.16.0-10.17.23.255  2048 addresses, for the next zone",
    "  held      10.17.26.0-10.17.26.255  256 addresses, for the next zone",
    "  held      10.17.27.64-10.17.27.95  32 addresses, for the next zone",
    "  held      10.17.192.0-10.17.255.255  16384 addresses, for the next zone",
    "  free      10.17.27.96-10.17.63.255  9376 addresses",
  ]);
});
