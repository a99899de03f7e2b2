/** What one of Terraform's plans says of one managed resource. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  /** Why it is to be replaced, in Terraform's words, such as `replace_because_tainted`. */
  readonly reason: string | undefined;
  /** Attributes whose values force the replacement. */
  readonly replacedFor: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that only an apply will tell. */
  readonly unknown: ReadonlySet<string>;
  /** What stands behind the address, where something does already. */
  readonly existing: Readonly<Record<string, unknown>> | undefined;
  readonly place: AwsPlace;
}

/** Where a resource is: what the configuration of its provider says. */
export interface AwsPlace {
  readonly region: string;
  /** Of an emulator that stands in for AWS, by service. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly accessKey: string | undefined;
  readonly secretKey: string | undefined;
}

/** The part of `terraform show -json` of a plan that is read here. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly action_reason?: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
  readonly configuration: {
    readonly provider_config?: Readonly<Record<string, { readonly expressions?: Expressions }>>;
    readonly root_module: ModuleJson;
  };
}

interface ModuleJson {
  readonly resources?: readonly { readonly address: string; readonly provider_config_key: string }[];
  readonly module_calls?: Readonly<Record<string, { readonly module: ModuleJson }>>;
}

type Expressions = Readonly<Record<string, unknown>>;

/** The managed resources of a plan that AWS's provider makes, those that stay as they are included. */
export function plannedResources({ resource_changes: changes = [], configuration }: PlanJson): PlannedResource[] {
  const places = placesOf(configuration.provider_config ?? {});
  const providers = new Map(providersIn(configuration.root_module, ""));
  return changes
    .filter(({ mode, type }) => mode === "managed" && type.startsWith("aws_"))
    .flatMap(({ address, type, action_reason, change }) => {
      const place = places.get(providers.get(withoutKeys(address)) ?? "aws");
      if (place === undefined) return [];
      const { actions, before, after, after_unknown: unknown, replace_paths: paths = [] } = change;
      return {
        address,
        type,
        actions,
        reason: action_reason,
        replacedFor: paths.map((path) => path.join(".")),
        values: after ?? {},
        unknown: new Set(Object.keys(unknown).filter((attribute) => unknown[attribute] === true)),
        existing: before ?? undefined,
        place,
      };
    });
}

function placesOf(providers: Readonly<Record<string, { readonly expressions?: Expressions }>>): Map<string, AwsPlace> {
  return new Map(
    Object.entries(providers).flatMap(([key, { expressions = {} }]) => {
      const region = constantIn(expressions["region"]);
      if (region === undefined) return [];
      const endpoints = Object.entries((expressions["endpoints"] as readonly Expressions[] | undefined)?.[0] ?? {});
      return [
        [
          key,
          {
            region,
            endpoints: Object.fromEntries(endpoints.map(([service, url]) => [service, constantIn(url) ?? ""])),
            accessKey: constantIn(expressions["access_key"]),
            secretKey: constantIn(expressions["secret_key"]),
          },
        ],
      ];
    }),
  );
}

function constantIn(expression: unknown): string | undefined {
  return (expression as { readonly constant_value?: string } | undefined)?.constant_value;
}

/** Addresses without keys, and the key of the provider's configuration for each. */
function providersIn({ resources = [], module_calls: calls = {} }: ModuleJson, path: string): [string, string][] {
  return [
    ...resources.map(({ address, provider_config_key: key }): [string, string] => [`${path}${address}`, key]),
    ...Object.entries(calls).flatMap(([name, { module }]) => providersIn(module, `${path}module.${name}.`)),
  ];
}

/** `module.a["b.c"].aws_x.y[0]` stands for one of many; its configuration is at `module.a.aws_x.y`. */
function withoutKeys(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}
