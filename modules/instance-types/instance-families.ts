// Made by `npm run instance-types` from moto 5.2.5 and cfn-lint 1.58.0. Do not edit by hand.

/** The day of these tables. */
export const instanceTablesOf = "2026-10-27";

/** Families of EC2 by their sizes from `large` up; of the family t, the small ones too. */
export const familiesBySizes: Readonly<Record<string, string>> = {
  "large xlarge 2xlarge 3xlarge 6xlarge 12xlarge": "m5zn",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge": "c8ine m8ine",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge": "c6g c6gd c6gn c7g c7gd c7gn c7i-flex c8i-flex m6g m6gd m7g m7gd m7i-flex m8i-flex r6g r6gd r7g r7gd r8i-flex",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge": "c5a c5ad m5 m5a m5ad m5d m5dn m5n r5 r5a r5ad r5b r5d r5dn r5n",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge": "c6i c6id c6in m6i m6id m6idn m6in r6i r6id r6idn r6in",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge": "c6a c7a m6a m7a r6a r7a",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge": "c8i c8ib c8id c8in m8i m8ib m8id m8idb m8idn m8in r8i r8ib r8id r8idb r8idn r8in",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge": "c7i c8a c8g c8gb c8gd c8gn c9g c9gd m7i m8a m8g m8gb m8gd m8gn m9g m9gd r7i r8a r8g r8gb r8gd r8gn r9g r9gd",
  "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 32xlarge": "r7iz",
  "large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge": "c5 c5d",
  "large xlarge 3xlarge 6xlarge 12xlarge 24xlarge": "m8azn",
  "micro small medium": "t8i",
  "micro small medium large xlarge 2xlarge": "t3 t3a t4g",
};

/** Families that RDS has for PostgreSQL, in the same sizes. */
export const postgresFamilies = "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g";
