import { z } from "zod";
import { filledText, matching, must } from "./field";

type Configuration = string | number | boolean | null | Configuration[] | { [key: string]: Configuration };

/** What JSON can say. */
const configuration: z.ZodType<Configuration> = z.lazy(() =>
  z.union(
    [z.string(), z.number(), z.boolean(), z.null(), z.array(configuration), z.record(z.string(), configuration)],
    { error: "a text, a finite number, true, false, null, a list or a map" },
  ),
);

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
const maxUserDataBytes = 12_288;

/** What a node group adds to the configuration of its nodes. */
export const userData = z
  .strictObject({
    /** A shell script that cloud-init runs before the node joins. AL2023 only. @default - none */
    script: matching(/^#!/, "a script that starts with #!", "cloud-init runs nothing else")
      .check(must((text: string) => !text.includes("\r"), "line ends of Unix", "remove the carriage returns"))
      .optional(),
    /**
     * Fields of the kubelet's configuration, as NodeConfig takes them. AL2023 only. https://awslabs.github.io/amazon-eks-ami/nodeadm/
     * @default - none
     */
    kubelet: z.record(z.string(), configuration).optional(),
    /**
     * Settings in TOML. Bottlerocket only. https://bottlerocket.dev/en/os/latest/#/api/settings/
     * @default - none
     */
    settings: filledText.optional(),
  })
  .check(
    must(
      (parts: object) => Buffer.byteLength(JSON.stringify(parts)) <= maxUserDataBytes,
      `at most ${maxUserDataBytes} bytes`,
      "let the script fetch what it needs: EC2 takes 16 KiB, and EKS adds its own part",
    ),
  )
  .readonly();
