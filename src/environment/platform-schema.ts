import { z } from "zod";
import { matching } from "./field";
import { release } from "./release-schema";

/** The controllers on the clusters. */
export const platform = z
  .strictObject({
    /**
     * Certificates by ACME, from Let's Encrypt, for names of the zone in `dns`: cluster issuers `acme-staging` and `acme-production`. Changed in
     * place; certificates that were issued stay.
     * @default - certificates by the internal CA of each cluster only
     */
    acme: z
      .strictObject({
        /** Who is told of problems with an account. Each cluster has accounts of its own. */
        email: matching(
          /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
          "an e-mail address",
          "name a mailbox that somebody reads, such as platform@example.com",
        ),
      })
      .readonly()
      .optional(),
    /**
     * Versions and values of releases that differ from helm-values/, by release.
     * @default {}
     */
    releases: z
      .strictObject({
        /** CRDs of the Prometheus operator, which monitors need. @default {} */
        "prometheus-operator-crds": release,
        /** Registers pods in target groups of Terraform, and makes load balancers for Ingresses. @default {} */
        "aws-load-balancer-controller": release,
        /** Certificates. @default {} */
        "cert-manager": release,
        /** Adds nodes for pods that find none, and takes idle ones away. @default {} */
        "cluster-autoscaler": release,
        /** Brings secrets of Secrets Manager into the cluster. @default {} */
        "external-secrets": release,
      })
      .prefault({})
      .readonly(),
  })
  .prefault({})
  .readonly();
