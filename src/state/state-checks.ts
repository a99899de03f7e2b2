import { type Check, defineCheck } from "../config/check";
import { regionNames } from "../stack/names";

/** The region of the shared state is one of the two. */
const sharedRegionCheck: Check = defineCheck(["state", "regions"], ({ state, regions: pair }) => {
  if (state.backend === "local" || pair.some(({ code }) => code === state.sharedRegion)) return [];
  return [
    {
      path: "state.sharedRegion",
      got: JSON.stringify(state.sharedRegion),
      expected: `one of the environment's regions: ${pair.map(({ code }) => code).join(", ")}`,
      fix: "name the failover region, so that shared state survives the loss of the primary",
    },
  ];
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketNameRules: readonly { readonly broken: (name: string) => boolean; readonly expected: string }[] = [
  {
    broken: (name) => !/^[a-z0-9]/.test(name) || !/^[a-z0-9.-]*$/.test(name),
    expected: "lower-case letters, digits and dashes, starting with a letter or digit",
  },
  { broken: (name) => name.includes("."), expected: "no dots: they break TLS to the bucket's host name" },
  { broken: (name) => /^(xn--|sthree-|amzn-s3-demo-)/.test(name), expected: "no prefix that S3 keeps for itself" },
];

const bucketNameCheck: Check = defineCheck(["organization", "name", "accountId", "regions", "state"], (environment) => {
  const [region] = environment.regions;
  const { state } = environment;
  if (state.backend === "local" || region === undefined) return [];
  const name = regionNames(environment, region).stateBucket;
  return bucketNameRules
    .filter(({ broken }) => broken(name))
    .slice(0, 1)
    .map(({ expected }) => ({
      ...(state.bucketPrefix === undefined
        ? { path: "organization", fix: "choose another organization, or set state.bucketPrefix" }
        : {
            path: "state.bucketPrefix",
            fix: "change state.bucketPrefix, or remove it to use the organization and the environment's name",
          }),
      got: JSON.stringify(name),
      expected: `${expected}, in the names of both state buckets`,
    }));
});

export const stateChecks: readonly Check[] = [sharedRegionCheck, bucketNameCheck];
