import { z } from "zod";

/** What a schema is beneath its default and the like; a transformation stays. */
export function untransformed(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional
  ) {
    return untransformed(schema.unwrap());
  }
  return schema;
}
