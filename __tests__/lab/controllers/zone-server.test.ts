import { Resolver } from "node:dns/promises";
import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { startZoneServer, type ZoneRecord } from "./zone-server";

const records: readonly ZoneRecord[] = [
  { name: "example.com.", type: "SOA", values: ["ns1.example.com. admin.example.com. 1 7200 900 1209600 86400"] },
  { name: "example.com.", type: "NS", values: ["ns1.example.com.", "ns2.example.com."] },
  { name: "_acme-challenge.www.example.com.", type: "TXT", values: ['"one"', '"two"'] },
];

async function resolverOf(list: () => readonly ZoneRecord[]): Promise<Resolver> {
  const server = await startZoneServer("example.com.", async () => list());
  onTestFinished(server.close);
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.port}`]);
  return resolver;
}

it("answers with every value of a record", async () => {
  const resolver = await resolverOf(() => records);
  expect(await resolver.resolveTxt("_acme-challenge.www.example.com")).toEqual([["one"], ["two"]]);
  expect(await resolver.resolveNs("example.com")).toEqual(["ns1.example.com", "ns2.example.com"]);
  expect(await resolver.resolveSoa("example.com")).toMatchObject({ nsname: "ns1.example.com", serial: 1 });
});

it("answers by TCP, too", async () => {
  const server = await startZoneServer("example.com.", async () => records);
  onTestFinished(server.close);
  const question = Buffer.from("00010100000100000000000007" + "6578616d706c65" + "03" + "636f6d" + "0000020001", "hex");
  const received = await new Promise<Buffer>((resolve, reject) => {
    const connection = connect(server.port, "127.0.0.1", () => {
      connection.write(Buffer.concat([Buffer.from([0, question.length]), question]));
    });
    connection.on("error", reject).on("data", (packet) => {
      connection.destroy();
      resolve(packet);
    });
  });
  expect(received.readUInt16BE(0)).toBe(received.length - 2);
  // Both name servers.
  expect(received.readUInt16BE(2 + 6)).toBe(2);
});

it("says that there is no such name, and that a name has no such record", async () => {
  const resolver = await resolverOf(() => records);
  await expect(resolver.resolveTxt("www.example.com")).rejects.toThrow("ENOTFOUND");
  await expect(resolver.resolveTxt("example.com")).rejects.toThrow("ENODATA");
});

it("knows what was written a moment ago", async () => {
  let now = records;
  const resolver = await resolverOf(() => now);
  now = [...records, { name: "new.example.com.", type: "TXT", values: ['"there"'] }];
  expect(await resolver.resolveTxt("new.example.com")).toEqual([["there"]]);
});
