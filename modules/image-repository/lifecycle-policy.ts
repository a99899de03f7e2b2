/**
 * Lets ECR delete all but the newest images. It counts tagged ones only, or every one: parts of an image for several processors are never
 * counted for themselves. No rule is about untagged images: signatures and attestations are some, and go with the image that they are about.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function keepNewest(count: number, of: "tagged" | "any"): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `the newest ${count}`,
        selection: {
          tagStatus: of,
          ...(of === "tagged" ? { tagPatternList: ["*"] } : {}),
          countType: "imageCountMoreThan",
          countNumber: count,
        },
        action: { type: "expire" },
      },
    ],
  });
}
