import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { freePorts } from "../free-ports";

/** A record of a zone, as Route 53 lists it: a name with its dot, and a text in quotes where it is one. */
export interface ZoneRecord {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

export interface ZoneServer {
  readonly port: number;
  readonly close: () => void;
}

const types: Readonly<Record<number, string>> = { 1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 16: "TXT", 28: "AAAA" };
const noSuchName = 3;

/**
 * A name server of loopback for one hosted zone of an emulator, asked anew for each question: what is written is there at once. It answers by
 * UDP, and by TCP, which some ask by alone.
 */
export async function startZoneServer(zone: string, list: () => Promise<readonly ZoneRecord[]>): Promise<ZoneServer> {
  const socket = createSocket("udp4");
  // Who gets no answer asks again.
  const reply = (question: Buffer, send: (packet: Buffer) => void) =>
    void list()
      .then((records) => send(answer(question, zone, records)))
      .catch(() => {});
  socket.on("message", (question, { port, address }) => {
    reply(question, (packet) => socket.send(packet, port, address));
  });
  const server = createServer((connection) => {
    connection.on("error", () => connection.destroy());
    // A question comes in one piece, with its length before it. https://www.rfc-editor.org/rfc/rfc7766#section-8
    connection.on("data", (question) => {
      reply(question.subarray(2), (packet) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(packet.length);
        connection.write(Buffer.concat([length, packet]));
      });
    });
  });
  const [port = 0] = await freePorts(1);
  await new Promise<void>((listening) => socket.bind(port, "127.0.0.1", listening));
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  return {
    port,
    close: () => {
      socket.close();
      server.close();
    },
  };
}

/** The answer to one question: https://www.rfc-editor.org/rfc/rfc1035#section-4.1 */
export function answer(question: Buffer, zone: string, records: readonly ZoneRecord[]): Buffer {
  const { name, end } = readName(question, 12);
  const type = types[question.readUInt16BE(end)] ?? "";
  const asked = records.filter((record) => record.name.toLowerCase() === name.toLowerCase());
  const found = asked.filter((record) => record.type === type);
  const answers = found.flatMap((record) => record.values.map((value) => encodeRecord(record.name, type, value)));
  const soa = records.find((record) => record.type === "SOA" && record.name === zone);
  const authority =
    answers.length === 0 && soa !== undefined ? soa.values.map((value) => encodeRecord(zone, "SOA", value)) : [];
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  // An answer of who has the zone, recursion available: who asks takes this for his resolver.
  header.writeUInt16BE(0x8580 | (asked.length === 0 ? noSuchName : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  header.writeUInt16BE(authority.length, 8);
  return Buffer.concat([header, question.subarray(12, end + 4), ...answers, ...authority]);
}

function readName(packet: Buffer, start: number): { readonly name: string; readonly end: number } {
  let at = start;
  let name = "";
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    name += `${packet.toString("latin1", at + 1, at + 1 + length)}.`;
    at += length + 1;
  }
  return { name, end: at + 1 };
}

function encodeRecord(name: string, type: string, value: string): Buffer {
  const code = Number(Object.entries(types).find(([, word]) => word === type)?.[0]);
  const data = encodeData(type, value);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(code, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(1, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), fixed, data]);
}

function encodeData(type: string, value: string): Buffer {
  if (type === "TXT") {
    const text = Buffer.from(value.replace(/^"|"$/g, ""));
    return Buffer.concat([Buffer.from([text.length]), text]);
  }
  if (type === "SOA") {
    const [server = "", mail = "", ...numbers] = value.split(" ");
    const counts = Buffer.alloc(20);
    numbers.forEach((number, index) => {
      counts.writeUInt32BE(Number(number), index * 4);
    });
    return Buffer.concat([encodeName(server), encodeName(mail), counts]);
  }
  if (type === "A") return Buffer.from(value.split(".").map(Number));
  return encodeName(value);
}

function encodeName(name: string): Buffer {
  const labels = name.replace(/\.$/, "").split(".");
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}
