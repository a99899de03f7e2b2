import { z } from "zod";
import { instanceTablesOf, postgresFamilies } from "../../modules/instance-types/instance-families";
import {
  type Standing,
  standingOnEc2,
  standingOnRds,
  tryReadInstanceType,
  typeOfClass,
} from "../../modules/instance-types/instance-type";
import { type Flaw, noFlaw } from "./field";

const renewal = `renew the tables of ${instanceTablesOf}: npm run instance-types`;

/** A type that nodes can have. What is newer than the tables is taken, and warned of. */
export const nodeInstanceType = z.string().check(noFlaw(findNodeTypeFlaw));

function findNodeTypeFlaw(name: string): Flaw | undefined {
  const type = tryReadInstanceType(name);
  const smallest = type?.letter === "t" ? "medium" : "large";
  if (type === undefined || (/^(micro|small|medium)$/.test(type.size) && type.size !== smallest)) {
    return {
      expected: "an instance type of a current family, such as m7i.large",
      fix: "choose one of the families c, m, r from generation 5 on, or t from 3 on, of size large or bigger, t medium or bigger; c5n and whole machines (metal) are not known to modules/instance-types",
    };
  }
  return flawOf(standingOnEc2(type), "EC2");
}

/** A class that instances of PostgreSQL can have. What is newer than the tables is taken, and warned of. */
export const postgresInstanceClass = z.string().check(noFlaw(findClassFlaw));

function findClassFlaw(name: string): Flaw | undefined {
  const type = name.startsWith("db.") ? tryReadInstanceType(typeOfClass(name)) : undefined;
  if (type === undefined || type.letter === "c") {
    return {
      expected: "an instance class of a current family, such as db.r7g.large",
      fix: `choose one of the families ${postgresFamilies.split(" ").join(", ")}`,
    };
  }
  return flawOf(standingOnRds(type), "RDS for PostgreSQL");
}

function flawOf(standing: Standing, service: string): Flaw | undefined {
  switch (standing.is) {
    case "unknown size":
      return {
        expected: `a size that the family has: ${standing.sizes.join(", ")}`,
        fix: `choose one of them; where ${service} has more by now, ${renewal}`,
      };
    case "unknown family":
      return {
        expected: `a family that ${service} has, such as ${standing.families.join(", ")}`,
        fix: `choose one of them; where ${service} has more by now, ${renewal}`,
      };
    case "known":
    case "newer":
      return undefined;
  }
}
