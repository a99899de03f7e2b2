import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../src/environment/environment";
import { listPulls } from "../../src/images/pulls";
import { askManifest } from "../../src/images/registry-client";
import { type AskRegistry, seeImages } from "../../src/images/see-images";
import { parsed, prod } from "../literals";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const moved = `sha256:${"fedcba9876543210".repeat(4)}`;
const podinfo = { registry: "ghcr.io", repository: "stefanprodan/podinfo", tag: "6.11.0", digest };
const environment = parsed({
  ...prod,
  services: {
    shop: { namespace: "shop", image: podinfo },
    orders: { namespace: "shop", image: podinfo },
    stock: { namespace: "shop", image: { repository: "stock", tag: "1.4.2" } },
    tool: { namespace: "shop", image: { ...podinfo, registry: "quay.io" } },
  },
  images: {
    pullThrough: { "ghcr.io": { credentialsSecret: "ecr-pullthroughcache/ghcr" } },
    direct: { accepted: "registries-of-others", because: "a test" },
  },
} as EnvironmentInput);

describe("what nodes pull out of their own registry", () => {
  it("is each image once in each region, the others' by their tags first", () => {
    const inRegion = (regionCode: string) => {
      const host = `111122223333.dkr.ecr.${regionCode}.amazonaws.com`;
      return [
        {
          ...{
            regionCode,
            host,
            services: ["shop", "orders"],
            image: "ghcr.io/stefanprodan/podinfo:6.11.0",
            isOwn: false,
          },
          ...{ repository: "acme-prod/ghcr/stefanprodan/podinfo", first: "6.11.0", pinned: digest },
        },
        {
          ...{ regionCode, host, services: ["stock"], image: "stock:1.4.2", isOwn: true },
          ...{ repository: "acme/prod/stock", first: "1.4.2", pinned: "1.4.2" },
        },
      ];
    };
    expect(listPulls(environment)).toEqual([...inRegion("eu-central-1"), ...inRegion("eu-west-1")]);
    expect(listPulls(environment, "eu-west-1")).toEqual(inRegion("eu-west-1"));
  });
});

describe("npm run images", () => {
  const pulls = listPulls(environment, "eu-central-1");
  /** Runs against a registry that answers each question in turn. */
  async function seen(...answers: readonly Readonly<Record<string, string | undefined>>[]) {
    const lines: string[] = [];
    let waits = 0;
    const ask: AskRegistry = async (_, reference) => (answers[waits] ?? answers.at(-1))?.[reference];
    const wait = async () => {
      waits++;
    };
    const error = await seeImages(pulls, { ask, wait, say: (line) => lines.push(line) }).catch(
      ({ message }) => message,
    );
    return { error, lines: lines.map((line) => line.split("  ").slice(1)), waits };
  }
  const stock = { "1.4.2": digest };

  it("finds everything in its place", async () => {
    expect(await seen({ ...stock, "6.11.0": digest, [digest]: digest })).toEqual({
      error: undefined,
      lines: [
        ["stock", "stock:1.4.2", "there"],
        ["shop, orders", "ghcr.io/stefanprodan/podinfo:6.11.0", "there"],
      ],
      waits: 0,
    });
  });

  it("waits until ECR has made the copy that the first question made it take", async () => {
    const asked = { ...stock, "6.11.0": digest };
    expect(await seen(asked, asked, { ...asked, [digest]: digest })).toMatchObject({ error: undefined, waits: 2 });
    expect(await seen(asked)).toMatchObject({
      error: "images: 1 of 2 are missing, expected every one in its region",
      waits: 20,
    });
  });

  it.each([
    ["an image that nobody pushed", { "6.11.0": digest, [digest]: digest }, /^missing: push it/],
    ["an image that its registry does not have", stock, /^missing: neither here nor where it comes from/],
    [
      "a tag that was moved",
      { ...stock, "6.11.0": moved, [moved]: moved },
      new RegExp(`^another one: 6.11.0 is ${moved}`),
    ],
  ])("tells of %s, and fails", async (_, answers, expected) => {
    const { error, lines } = await seen(answers);
    expect(error).toBe("images: 1 of 2 are missing, expected every one in its region");
    expect(lines.map(([, , said]) => said).filter((said) => said !== "there")).toEqual([
      expect.stringMatching(expected),
    ]);
  });
});

describe("a registry", () => {
  const manifest = '{"schemaVersion":2}';
  const server = createServer(({ url, headers }, response) => {
    const isKnown = headers.authorization === "Basic token" && headers.accept?.includes("image.index");
    if (!isKnown) return response.writeHead(403).end("who are you");
    return url === "/v2/acme/prod/stock/manifests/1.4.2" ? response.end(manifest) : response.writeHead(404).end();
  });
  afterAll(() => server.close());
  const opened = new Promise<string>((done) =>
    server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
  const ask = async (authorization: string, tag: string) =>
    askManifest(await opened, authorization, "acme/prod/stock", tag);

  it("is asked for the digest of what it really has", async () => {
    const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
    expect(await ask("Basic token", "1.4.2")).toBe(digestOf(manifest));
    expect(await ask("Basic token", "1.4.3")).toBeUndefined();
  });

  it("that refuses is quoted", async () => {
    await expect(ask("Basic nothing", "1.4.2")).rejects.toThrow("refuses acme/prod/stock with 403: who are you");
  });
});
