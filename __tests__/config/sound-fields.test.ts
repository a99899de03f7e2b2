import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { findSoundFields, type SoundPath, withoutUnknownFields } from "../../src/config/sound-fields";

const schema = z.strictObject({
  name: z.string(),
  size: z.number().default(3),
  box: z.strictObject({ width: z.number(), lid: z.boolean().default(false) }).readonly(),
  bag: z.strictObject({ weight: z.number() }).transform(({ weight }) => weight),
});

const shelf = z.strictObject({ boxes: z.record(z.string().max(3), z.number()).default({}) });

const sound = (value: Record<string, unknown>) => {
  const { values, paths } = findSoundFields(schema, value);
  return { values, paths: [...paths] };
};

describe("the sound fields of a value", () => {
  it("are all of them where nothing is wrong, with defaults", () => {
    expect(sound({ name: "a", box: { width: 1 }, bag: { weight: 2 } })).toEqual({
      values: { name: "a", size: 3, box: { width: 1, lid: false }, bag: 2 },
      paths: ["name", "size", "box", "box.width", "box.lid", "bag"],
    });
  });

  it("are those of an object without the mistake in it, and then not the object", () => {
    expect(sound({ name: 1, box: { width: "wide", lid: true }, bag: { weight: 2 } })).toEqual({
      values: { size: 3, box: { lid: true }, bag: 2 },
      paths: ["size", "box.lid", "bag"],
    });
  });

  it("are none of an object that is none, or that the schema transforms", () => {
    expect(sound({ name: "a", box: ["wide"], bag: { weight: "heavy" } })).toEqual({
      values: { name: "a", size: 3 },
      paths: ["name", "size"],
    });
  });
});

describe("the sound entries of a record", () => {
  const soundBoxes = (boxes: unknown) => {
    const { values, paths } = findSoundFields(shelf, { boxes });
    return { boxes: values["boxes"], paths: [...paths] };
  };

  it("are all of them where nothing is wrong", () => {
    expect(soundBoxes({ a: 1, b: 2 })).toEqual({ boxes: { a: 1, b: 2 }, paths: ["boxes", "boxes.*"] });
    expect(soundBoxes(undefined)).toEqual({ boxes: {}, paths: ["boxes", "boxes.*"] });
  });

  it("are those without a mistake in key or value, and then not the record", () => {
    expect(soundBoxes({ a: 1, b: "two", long: 3 })).toEqual({ boxes: { a: 1 }, paths: ["boxes.*"] });
  });

  it("are none where there is no record", () => {
    expect(soundBoxes(["a"])).toEqual({ boxes: undefined, paths: [] });
  });
});

describe("the paths of sound fields", () => {
  it("are typed as what is found", () => {
    expectTypeOf<SoundPath<typeof schema>>().toEqualTypeOf<"name" | "size" | "box" | "box.width" | "box.lid" | "bag">();
    expectTypeOf<SoundPath<typeof shelf>>().toEqualTypeOf<"boxes" | "boxes.*">();
  });
});

describe("a value without the fields that its schema does not know", () => {
  it("keeps everything else, in lists too", () => {
    const value = { a: [{ b: 1, c: 2 }, { b: 3 }], d: 4, e: { f: 5, g: 6 } };
    const list = z.strictObject({
      a: z.array(z.strictObject({ b: z.number() })),
      e: z.strictObject({ f: z.number() }),
    });
    const { error } = list.safeParse(value);
    expect(withoutUnknownFields(value, error?.issues ?? [])).toEqual({ a: [{ b: 1 }, { b: 3 }], e: { f: 5 } });
    expect(value.a[0]).toEqual({ b: 1, c: 2 });
  });

  it("keeps what is wrong in another way", () => {
    const { error } = schema.safeParse({ name: 1, box: 2 });
    expect(withoutUnknownFields({ name: 1, box: 2 }, error?.issues ?? [])).toEqual({ name: 1, box: 2 });
  });
});
