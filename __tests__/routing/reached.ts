import type { EnvironmentInput } from "../../src/environment/environment";
import { type ReachedEnvironment, reachedEnvironment } from "../../src/routing/reached-environment";
import { parsed, prod } from "../literals";

type ServiceInput = NonNullable<EnvironmentInput["services"]>[string];

const whenDown = { accepted: "leave-region", because: "nothing works without it" } as const;

/** A service that users reach, at a path of its own. */
export function exposed(name: string, change: Partial<ServiceInput> = {}): ServiceInput {
  return {
    namespace: "shop",
    image: { repository: name, tag: "1.0.0" },
    expose: { path: `/${name}`, whenDown },
    ...change,
  };
}

/** Prod as users reach it, with two services and some fields replaced. */
export function reached(change: Partial<EnvironmentInput> = {}): ReachedEnvironment {
  const services = { cart: exposed("cart"), shop: exposed("shop", { database: { access: "read-write" } }) };
  return reachedEnvironment(parsed({ ...prod, services, edge: { by: "global-accelerator" }, ...change }));
}
