// Made by `npm run instance-types` from moto 5.2.5 and cfn-lint 1.58.0. Do not edit by hand.

/** Families of EC2 by region, then by the numbers of the zones that have them; `*` where only the region is known. */
export const offersOnEc2: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "af-south-1": {
    "12": "c7i-flex m6gd",
    "23": "c6g r8gd",
    "123": "c5 c5a c5ad c5d c6gd c6i c6in c7g c7i c8g c8gn c8i c8i-flex m5 m5d m6g m6i m7g m7i m8g m8i m8i-flex r5 r5d r5dn r5n r6g r6gd r6i r6id r7g r7gd r8g r8i r8i-flex t3 t4g",
  },
  "ap-east-1": {
    "12": "c8gn",
    "13": "c6a r8gd",
    "123": "c5 c5a c5d c6g c6gn c6i c6in c7g c7i c7i-flex c8g m5 m5d m6g m6gd m6i m7g m7i m7i-flex m8g r5 r5d r5n r6g r6i r7g r7gd r8g t3 t4g",
  },
  "ap-east-2": {
    "*": "c6g c6gn c6i c6id c6in c7g c7i c7i-flex c8g m6g m6gd m6i m6id m7g m7gd m7i m7i-flex m8g r6g r6i r6id r7g r7gd r7i r8a r8gd t3 t4g",
  },
  "ap-northeast-1": {
    "14": "c5a",
    "24": "r5ad t3a",
    "124": "c5 c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gd c8gn c8i c8i-flex c8id c8in c8ine c9g c9gd m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gd m8i m8i-flex m8ib m8id m8idb m8idn m8in m9g m9gd r5 r5a r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gd r8i r8i-flex r8ib r8id r8idb r8idn r8in t3 t4g t8i",
  },
  "ap-northeast-2": {
    "12": "r6gd",
    "13": "c7gd m5a m5ad m5zn r5a r5ad r5dn t3a",
    "24": "c7i-flex",
    "123": "c5a c6gd c6gn c6id r5b r8g",
    "124": "m6gd m7gd r8gd",
    "134": "m6id",
    "1234": "c5 c5d c6g c6i c6in c7g c7i c8g c8gn c8i c8i-flex m5 m5d m6g m6i m6idn m6in m7g m7i m7i-flex m8g m8i m8i-flex r5 r5d r5n r6g r6i r6id r7g r7gd r7i r8i r8i-flex t3 t4g t8i",
  },
  "ap-northeast-3": {
    "12": "r6gd",
    "13": "c7gd r8gd",
    "123": "c5 c5d c6g c6gd c6gn c6i c6in c7g c7i c8g m5 m5d m6g m6gd m6i m7g m7i m7i-flex m8g r5 r5d r6g r6i r7g r7gd r7i r8g t3 t4g",
  },
  "ap-south-1": {
    "123": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6in c7g c7gd c7i c7i-flex c8g c8gn c8i c8i-flex c8id m5 m5a m5ad m5d m6a m6g m6gd m6i m6id m6idn m6in m7g m7gd m7i m7i-flex m8a m8g m8gd m8i m8i-flex m8id r5 r5a r5ad r5d r5n r6a r6g r6gd r6i r6id r7g r7gd r7i r8g r8gd r8i r8i-flex r8id t3 t3a t4g t8i",
  },
  "ap-south-2": {
    "12": "r7a",
    "123": "c5 c5d c6a c6g c6i c6in c7g c7i c7i-flex c8g c8gn c8i c8i-flex m5 m5d m6a m6g m6gd m6i m6idn m6in m7g m7i m7i-flex m8a m8g m8i m8i-flex r5 r5d r6a r6g r6i r7g r7gd r7i r8g r8i r8i-flex t3 t4g t8i",
  },
  "ap-southeast-1": {
    "12": "c8gd m5zn r6a",
    "23": "c5ad r8gd",
    "123": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7i c7i-flex c8g c8gn c8i c8i-flex c8in m5 m5a m5ad m5d m5dn m5n m6a m6g m6gd m6i m6id m6idn m6in m7g m7gd m7i m7i-flex m8g m8i m8i-flex m9g m9gd r5 r5a r5ad r5b r5d r5dn r5n r6g r6gd r6i r6id r6idn r6in r7g r7gd r7i r8g r8i r8i-flex t3 t3a t4g t8i",
  },
  "ap-southeast-2": {
    "12": "m5zn",
    "123": "c5 c5a c5ad c5d c6a c6g c6gd c6gn c6i c6id c6in c7g c7gd c7i c7i-flex c8g c8gd c8gn c8i c8i-flex c8id c8in m5 m5a m5ad m5d m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8g m8gd m8i m8i-flex m9g m9gd r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7g r7gd r7i r8g r8gd r8i r8i-flex r8id t3 t3a t4g t8i",
  },
  "ap-southeast-3": {
    "13": "c7gd",
    "23": "r8gd",
    "123": "c5 c5d c6g c6gd c6gn c6in c7g c7i c7i-flex c8g c8gn m5 m5d m6g m6gd m6i m7g m7i m7i-flex m8g r5 r5d r6g r6gd r7g r7gd r7i r8g t3 t4g",
  },
  "ap-southeast-4": {
    "23": "m8gd",
    "123": "c5 c5d c6g c6in c7i c8g c8gn m5 m5d m6g m6gd m7g m7i m7i-flex m8g r5 r5d r6g r7g r7i r8g r8gd t3 t4g",
  },
  "ap-southeast-5": {
    "123": "c6g c6gn c6i c6id c6in c7g c7gd c7i c7i-flex c8g c8gd c8gn c8i c8i-flex c8in m6g m6gd m6i m6id m7g m7gd m7i m7i-flex m8g m8gd m8i m8i-flex r6g r6i r6id r7g r7gd r7i r8g r8gd r8i r8i-flex r8id t3 t4g t8i",
  },
  "ap-southeast-6": {
    "*": "c6g c6gn c6i c6id c7g c7i c7i-flex c8g c8gd c8i c8i-flex m6g m6gd m6i m6id m7g m7gd m7i m7i-flex m8i m8i-flex r6g r6i r6id r7g r7gd r7i r8g r8i r8i-flex t3 t4g",
  },
  "ap-southeast-7": {
    "*": "c6g c6gn c6i c6id c6in c7g c7i c7i-flex c8g c8gd c8gn m6g m6gd m6i m6id m7g m7gd m7i m7i-flex m8g r6g r6i r6id r7g r7gd r7i r8g t3 t4g",
  },
  "ca-central-1": {
    "12": "c6id m5ad r5a r5ad r6a r6idn r6in r8a t3a",
    "14": "c7gd c8id m8id r8id",
    "124": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6in c7g c7i c7i-flex c8g c8gd c8gn c8i c8i-flex m5 m5a m5d m6a m6g m6gd m6i m6id m6idn m6in m7g m7i m7i-flex m8g m8gd m8i m8i-flex r5 r5b r5d r5n r6g r6gd r6i r7g r7i r8g r8gd r8i r8i-flex t3 t4g t8i",
  },
  "ca-west-1": {
    "12": "c7i c8g c8gn m8g m8i m8i-flex r8g r8i r8i-flex",
    "13": "r8gd",
    "123": "c5 c6g c6gn c6i c6id c6in c7g m5 m5d m6g m6gd m6i m6id r5 r6g r6i r6id r7g t3 t4g",
  },
  "eu-central-1": {
    "23": "m5ad m5zn",
    "123": "c5 c5a c5ad c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7i c7i-flex c8a c8g c8gd c8gn c8i c8i-flex c8id c8in c8ine c9g c9gd m5 m5a m5d m5dn m5n m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gd m8i m8i-flex m8id m9g m9gd r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gd r8i r8i-flex r8ib r8id r8idb r8idn r8in r9g r9gd t3 t3a t4g t8i",
  },
  "eu-central-2": {
    "12": "c8g",
    "13": "c8gn r8gd",
    "23": "c7g c7gd",
    "123": "c5 c5d c6g c6gd c6in c7i c7i-flex m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8g r5 r5d r6g r6gd r6i r7g r8g r8i r8i-flex t3 t4g",
  },
  "eu-north-1": {
    "12": "r6gd",
    "13": "m8id r8i-flex r8id",
    "23": "r5b r5dn r8gd",
    "123": "c5 c5a c5d c6g c6gd c6gn c6i c6in c7a c7g c7gd c7i c7i-flex c8g c8gn c8i c8id m5 m5d m6g m6gd m6i m6idn m6in m7a m7g m7gd m7i m7i-flex m8g r5 r5d r5n r6g r6i r6idn r6in r7a r7g r7gd r7i r8g r8i t3 t4g",
  },
  "eu-south-1": {
    "12": "m6id",
    "23": "c7i-flex r8gd",
    "123": "c5 c5a c5ad c5d c6g c6gn c6i c6id c6in c7g c7i c8g c8gn m5 m5a m5d m6a m6g m6gd m6i m7i m8g r5 r5a r5b r5d r5dn r5n r6g r6i r7g r7gd r7i r8g r8i r8i-flex t3 t3a t4g",
  },
  "eu-south-2": {
    "12": "c6gd c8gn",
    "123": "c5 c5d c6g c6in c7a c7g c7gd c7i c7i-flex c8a c8g c8gd c8i c8i-flex c8id c8in m5 m5d m6g m6gd m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8g m8gd m8i m8i-flex m8ib m8id m8idb m8idn m8in r5 r5d r6g r6gd r6id r7a r7g r7gd r7i r8a r8g r8gd r8i r8i-flex r8ib r8id r8idb r8idn r8in t3 t4g",
  },
  "eu-west-1": {
    "12": "m8id r8a",
    "13": "c8a",
    "23": "m8idb m8idn r8idb r8idn",
    "123": "c5 c5a c5ad c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8g c8gd c8gn c8i c8i-flex c8in m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gb m8gd m8gn m8i m8i-flex m8ib m8in m9g m9gd r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8g r8gd r8i r8i-flex r8ib r8id r8in t3 t3a t4g t8i",
  },
  "eu-west-2": {
    "4": "c7gn",
    "12": "r6gd",
    "13": "m6in r8id",
    "14": "m7gd",
    "123": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6in c7a c7gd c8gd c8gn c8i c8i-flex m5 m5a m5ad m5d m6a m6g m6gd m6i m6idn m7a m8i m8i-flex m8id r5 r5a r5ad r5b r5d r5n r6a r6g r6i r8i r8i-flex t3a t8i",
    "124": "c6id",
    "234": "m6id",
    "1234": "c7g c7i c7i-flex c8g m7g m7i m7i-flex m8g m8gd r6id r7g r7gd r7i r8g r8gd t3 t4g",
  },
  "eu-west-3": {
    "12": "c7gd c8gn m8gd r5dn",
    "13": "c5a",
    "23": "c6id r8gd",
    "123": "c5 c5d c6g c6gd c6gn c6i c6in c7g c7i c7i-flex c8g c8i c8i-flex m5 m5a m5ad m5d m6a m6g m6gd m6i m7g m7gd m7i m7i-flex m8g m8i m8i-flex r5 r5a r5ad r5d r5n r6g r6gd r6i r6idn r6in r7g r7gd r7i r8g r8i r8i-flex t3 t3a t4g t8i",
  },
  "il-central-1": {
    "13": "c7i",
    "123": "c5 c5d c6g c6gn c6i c6id c6in c7g c8g m5 m5d m6g m6gd m6i m6id m7g m7i r5 r5d r6g r6i r6id r7g r7gd r8i t3 t3a t4g",
  },
  "me-central-1": {
    "23": "r8i",
    "123": "c5 c5d c6g c6in c7i c8gn m5 m5d m6g m6gd m6i m7g m7gd m7i m8g r5 r5d r6g r6i r7g r7gd r8g",
  },
  "me-south-1": {
    "123": "c5 c5a c5ad c5d c6g c6gn c6i c6in c7g m5 m5d m6g m6gd m6i m7g m8g r5 r5d r6g r6i r7g t3 t4g",
  },
  "mx-central-1": {
    "*": "c6g c6gn c6i c6id c6in c7g c7i c7i-flex m6g m6gd m6i m6id m7g m7gd m7i m7i-flex m8g m8gd r6g r6i r6id r7g r7gd r7i r8g t3 t4g",
  },
  "sa-east-1": {
    "12": "c5ad c7gd m5zn m7gd",
    "13": "m5ad m6id r5a r5ad",
    "23": "c8i",
    "123": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6id c6in c7g c7i c7i-flex c8g c8gd c8gn c8i-flex m5 m5a m5d m6a m6g m6gd m6i m6idn m6in m7g m7i m7i-flex m8g m8gd m8i m8i-flex r5 r5b r5d r5n r6g r6gd r6i r7g r7gd r7i r8g r8gd r8i r8i-flex t3 t3a t4g",
  },
  "us-east-1": {
    "1246": "c8ib c8in c8ine c9g c9gd m8gb m8gn m8idb m8idn m8ine m9g m9gd r5b r8gb r8gn r8idb r8idn r9g r9gd t8i",
    "12456": "c5 c5a c5ad c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gb c8gd c8gn c8i c8i-flex c8id m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gd m8i m8i-flex m8ib m8id m8in r5 r5a r5ad r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gd r8i r8i-flex r8ib r8id r8in t3 t3a t4g",
  },
  "us-east-2": {
    "12": "c5ad",
    "123": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gd c8gn c8i c8i-flex c8id c8in c9g c9gd m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gd m8i m8i-flex m8ib m8id m8idb m8idn m8in m9g m9gd r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gd r8i r8i-flex r8ib r8id r8idb r8idn r8in r9g r9gd t3 t3a t4g t8i",
  },
  "us-gov-east-1": {
    "*": "c5 c5a c5d c6g c6gd c6gn c6i c6in c7g c7gd c7i c8g c8gn m5 m5a m5d m5dn m5n m6g m6gd m6i m7g m7i m7i-flex m8g m8gd m8i m8i-flex r5 r5a r5d r5dn r5n r6g r6gd r6i r7g r7gd r7i r8g r8gd r8i r8i-flex t3 t3a t4g",
  },
  "us-gov-west-1": {
    "*": "c5 c5a c5d c6g c6gd c6gn c6i c6id c6in c7g c7gd c7i c7i-flex c8g c8gn m5 m5a m5ad m5d m5dn m5n m6g m6gd m6i m6id m6idn m6in m7g m7i m7i-flex m8a m8g m8gd m8i m8i-flex r5 r5a r5ad r5d r5dn r5n r6g r6gd r6i r6id r6idn r6in r7g r7gd r7i r8g r8gd r8i r8i-flex t3 t3a t4g",
  },
  "us-west-1": {
    "13": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6in c7a c7g c7gd c7i c7i-flex c8g c8gn c8i c8i-flex m5 m5a m5ad m5d m5zn m6a m6g m6gd m6i m6id m6idn m6in m7g m7gd m7i m7i-flex m8g m8i m8i-flex r5 r5a r5ad r5d r5n r6a r6g r6gd r6i r7g r7gd r7i r8g r8gd r8i r8i-flex t3 t3a t4g t8i",
  },
  "us-west-2": {
    "123": "c6in m5dn m5n m5zn m8azn m8gb m8gn r5b r5n r6idn r6in r8gb r8gn",
    "124": "c5ad",
    "1234": "c5 c5a c5d c6a c6g c6gd c6gn c6i c6id c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gb c8gd c8gn c8i c8i-flex c8ib c8id c8in c8ine c9g c9gd m5 m5a m5ad m5d m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8g m8gd m8i m8i-flex m8ib m8id m8idb m8idn m8in m8ine m9g m9gd r5 r5a r5ad r5d r5dn r6a r6g r6gd r6i r6id r7a r7g r7gd r7i r7iz r8a r8g r8gd r8i r8i-flex r8ib r8id r8idb r8idn r8in r9g r9gd t3 t3a t4g t8i",
  },
};

/** Families of RDS for PostgreSQL by region. */
export const offersOnRds: Readonly<Record<string, string>> = {
  "af-south-1": "m5 m5d m6g m6i m8g r5 r5d r6g r6i r8gd t3 t4g",
  "ap-east-1": "m5 m5d m6g m6gd m6i m8g r5 r5d r6g r6i r7g r8g r8gd t3 t4g",
  "ap-east-2": "m6g m6gd m6i m6id m7g m7i r6g r6gd r6i r6id r7g r7i r8a t3 t4g",
  "ap-northeast-1": "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g",
  "ap-northeast-2": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6i r7g r7i r8g r8gd t3 t4g",
  "ap-northeast-3": "m5 m5d m6g m6gd m6i m7g r5 r5d r6g r6gd r6i r7g r8g t3 t4g",
  "ap-south-1": "m5 m5d m6g m6gd m6i m7g m7i m8a m8g r5 r5d r6g r6gd r6i r7g r7i r8g t3 t4g",
  "ap-south-2": "m5 m6g m6gd m6i m7g m8a m8g r5 r6g r7g r8g t3 t4g",
  "ap-southeast-1": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5b r5d r6g r6gd r6i r7g r7i r8g t3 t4g",
  "ap-southeast-2": "m5 m5d m6g m6gd m6i m6id m7g m7i m8g m8gd r5 r5d r6g r6gd r6i r6id r7g r7i r8g r8gd t3 t4g",
  "ap-southeast-3": "m5 m5d m6g m6gd m6i m7g m7i r5 r5d r6g r6gd r7g r7i r8g r8gd t3 t4g",
  "ap-southeast-4": "m5 m6g m6gd m7g m7i r5 r6g r8g t3 t4g",
  "ap-southeast-5": "m6g m6gd m6i m6id m7g m7i m8g m8gd r6g r6gd r6i r6id r7g r7i r8g r8gd t3 t4g",
  "ap-southeast-6": "m6g m6gd m6i m6id m7g m7i r6g r6i r6id r7g r7i t3 t4g",
  "ap-southeast-7": "m6g m6gd m6i m6id m7g r6g r6gd r6i r6id r7g t3 t4g",
  "ca-central-1": "m5 m5d m6g m6gd m6i m7g m7i m8gd r5 r5d r6g r6gd r6i r7g r7i r8a r8g r8gd t3 t4g",
  "ca-west-1": "m6g m6gd m6i m6id m8g r6g r6i r6id r7g r8gd t3",
  "eu-central-1": "m5 m5d m6g m6gd m6i m6id m7g m7i m8a m8g m8gd m9g r5 r5b r5d r6g r6gd r6i r6id r7g r7i r8a r8g r8gd t3 t4g",
  "eu-central-2": "m5 m6g m6gd m7g m8g r5 r6g r6gd r7g r8g t3 t4g",
  "eu-north-1": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6i r7g r7i r8g t3 t4g",
  "eu-south-1": "m5 m5d m6g m6gd m6i m8g r5 r5d r6g r6i r7g r7i t3 t4g",
  "eu-south-2": "m5 m6g m6gd m7g m7i m8a m8g m8gd r5 r6g r6gd r7g r7i r8a r8g r8gd t3 t4g",
  "eu-west-1": "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd r5 r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g",
  "eu-west-2": "m5 m5d m6g m6gd m6i m7g m7i m8g m8gd r5 r5d r6g r6i r7g r7i r8g r8gd t3 t4g",
  "eu-west-3": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6gd r6i r7i r8g t3 t4g",
  "il-central-1": "m5 m6g m6gd m6i m7g r5 r6g r6gd r6i r6id r7g t3 t4g",
  "me-central-1": "m5 m5d m6g m6gd m7g r5 r5d r6g t3 t4g",
  "me-south-1": "m5 m5d m6g m6gd m6i m7g r5 r5d r6g r6i r7g t3 t4g",
  "mx-central-1": "m6g m6gd m6i m6id m7g m7i r6g r6gd r6i r6id r7g r7i r8g t3 t4g",
  "sa-east-1": "m5 m5d m6g m6i m7g m7i m8g m8gd r5 r5d r6g r6i r7g r7i r8g r8gd t3 t4g",
  "us-east-1": "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g",
  "us-east-2": "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g",
  "us-gov-east-1": "m5 m6g m6gd m6i m7g m7i r5 r6g r6gd r7g r7i r8g t3 t4g",
  "us-gov-west-1": "m5 m6g m6gd m6i m7i r5 r6g r6gd r7g r7i r8g t3 t4g",
  "us-west-1": "m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6gd r6i r7g r7i r8g r8gd t3 t4g",
  "us-west-2": "m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m9g r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd t3 t4g",
};
