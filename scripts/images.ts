import { setTimeout } from "node:timers/promises";
import { imagesCommand } from "../src/command/images-command";
import { runCommand } from "../src/command/run-command";
import { listPulls } from "../src/images/pulls";
import { askManifest } from "../src/images/registry-client";
import { seeImages } from "../src/images/see-images";
import { runAws } from "../src/process/run-aws";
import { selectedEnvironments } from "./selected-environments";

async function see(selection: string, { region }: { readonly region?: string }): Promise<void> {
  const [environment] = selectedEnvironments(selection);
  if (environment === undefined) return;
  const codes = environment.regions.map(({ code }) => code);
  if (region !== undefined && !codes.includes(region)) {
    throw new Error(`images: got --region ${region}, expected one of ${codes.join(", ")}`);
  }
  if (environment.emulator !== undefined)
    throw new Error("images: an emulator has no images; name an environment of AWS");

  const tokens = new Map<string, Promise<string>>();
  await seeImages(listPulls(environment, region), {
    ask: async ({ regionCode, host, repository }, reference) => {
      const token = tokens.get(regionCode) ?? signIn(regionCode);
      tokens.set(regionCode, token);
      return askManifest(`https://${host}`, `Basic ${await token}`, repository, reference);
    },
    wait: () => setTimeout(3000),
    say: (line) => process.stdout.write(`${line}\n`),
  });
}

async function signIn(regionCode: string): Promise<string> {
  const query = ["--query", "authorizationData[0].authorizationToken", "--output", "text"];
  const { exitCode, stdout, stderr } = await runAws(
    ["ecr", "get-authorization-token", "--region", regionCode, ...query],
    process.env,
  );
  if (exitCode !== 0) throw new Error(`images: AWS did not answer; fix what it says and run this again\n${stderr}`);
  return stdout.trim();
}

void runCommand(imagesCommand(see));
