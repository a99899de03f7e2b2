import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxPathSegments, planListenerRule, priorityOf, segmentsOf } from "../../src/workloads/listener-rule";

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
const segment = fc.stringMatching(/^[a-z0-9]{1,5}$/);
const path = fc.array(segment, { maxLength: maxPathSegments }).map((segments) => `/${segments.join("/")}`);

describe("the priority of a rule", () => {
  it("is one that a load balancer has, and behind those of the entry stack", () => {
    fc.assert(
      fc.property(name, path, (service, of) => {
        const priority = priorityOf(service, of);
        expect(priority).toBeGreaterThanOrEqual(1000);
        expect(priority).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  it("lets the longer of two paths win, whatever the services are called", () => {
    fc.assert(
      fc.property(name, name, path, segment, (one, other, short, more) => {
        fc.pre(segmentsOf(short).length < maxPathSegments);
        const long = `${short === "/" ? "" : short}/${more}`;
        expect(priorityOf(one, long)).toBeLessThan(priorityOf(other, short));
      }),
    );
  });

  // By its signature it knows of no other service.
  it("is the same whoever else there is", () => {
    expect(priorityOf("shop", "/")).toBe(46_107);
    expect(priorityOf("orders", "/orders")).toBe(priorityOf("orders", "/other"));
  });
});

describe("a rule", () => {
  const because = { accepted: "leave-region", because: "a test" } as const;

  it("takes a path and everything below it, and nothing that only starts alike", () => {
    const { host, paths } = planListenerRule("example.com", "orders", { path: "/orders", whenDown: because });
    expect([host, paths]).toEqual(["example.com", ["/orders", "/orders/*"]]);
  });

  it("takes all paths of a host of its own", () => {
    const { host, paths } = planListenerRule("example.com", "orders", { host: "orders", path: "/", whenDown: because });
    expect([host, paths]).toEqual(["orders.example.com", ["/*"]]);
  });
});
