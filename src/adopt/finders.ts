import { accountFinders } from "./account-finders";
import { ec2Finders } from "./ec2-finders";
import { eksFinders } from "./eks-finders";
import { entryFinders } from "./entry-finders";
import type { Finder } from "./finder";
import { rdsFinders } from "./rds-finders";

/** How resources are found in AWS, by type. */
export const finders: Readonly<Record<string, Finder>> = {
  ...accountFinders,
  ...ec2Finders,
  ...eksFinders,
  ...entryFinders,
  ...rdsFinders,
};
