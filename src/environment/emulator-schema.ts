import { z } from "zod";
import { matching } from "./field";

/** What stands in for AWS. */
export const emulator = z
  .strictObject({
    /**
     * URL of the emulator of each service, by the name the AWS provider has for it. What is not named goes to AWS itself.
     */
    endpoints: z.record(z.string(), matching(/^https?:\/\/\S+$/, "a URL", "write it as https://127.0.0.1:4566")),
  })
  .readonly();
