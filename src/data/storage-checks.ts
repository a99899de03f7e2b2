import {
  leastIops,
  leastIopsFor,
  leastMaximumGiB,
  leastThroughputMiBps,
  stripedFromGiB,
} from "../../modules/rds/storage-limits";
import { type Check, defineCheck } from "../config/check";

const roomCheck: Check = defineCheck(["database"], ({ database }) => {
  if (database === undefined || database.storage.maxAllocatedGiB >= leastMaximumGiB(database.storage.allocatedGiB))
    return [];
  return [
    {
      path: "database.storage.maxAllocatedGiB",
      got: `${database.storage.maxAllocatedGiB}`,
      expected: `at least ${leastMaximumGiB(database.storage.allocatedGiB)}: a tenth more than allocatedGiB`,
      fix: "leave room to grow: RDS asks for a tenth, and a full disk stops the database",
    },
  ];
});

const stripeCheck: Check = defineCheck(["database"], ({ database }) => {
  if (database === undefined || database.storage.allocatedGiB >= stripedFromGiB) return [];
  const { iops, throughputMiBps, allocatedGiB } = database.storage;
  return Object.entries({ iops, throughputMiBps })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({
      path: `database.storage.${field}`,
      got: `${value} for ${allocatedGiB} GiB`,
      expected: `nothing below ${stripedFromGiB} GiB: such a disk has 3000 IOPS and 125 MiB per second, and no more`,
      fix: `remove the field, or raise allocatedGiB to ${stripedFromGiB}`,
    }));
});

const ratioCheck: Check = defineCheck(["database"], ({ database }) => {
  if (database === undefined || database.storage.allocatedGiB < stripedFromGiB) return [];
  const { iops = leastIops, throughputMiBps = leastThroughputMiBps } = database.storage;
  if (iops >= leastIopsFor(throughputMiBps)) return [];
  return [
    {
      path: "database.storage.throughputMiBps",
      got: `${throughputMiBps} with ${iops} IOPS`,
      expected: `at most ${Math.floor(iops / 4)}: a quarter of the IOPS`,
      fix: `lower it, or raise iops to ${leastIopsFor(throughputMiBps)}`,
    },
  ];
});

export const storageChecks: readonly Check[] = [roomCheck, stripeCheck, ratioCheck];
