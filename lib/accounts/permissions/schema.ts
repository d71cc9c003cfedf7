import { z } from "zod";
import { listShape, named } from "#lib/base/shapes.ts";
import {
  catalogueTypes,
  readinessChecks,
  sceneIds,
  sceneObstacles,
} from "./kinds.ts";

export const sceneShape = z.object({
  id: z.enum(sceneIds),
  works: z.boolean(),
  obstacles: z.array(
    z.union([
      z.object({ id: z.enum(sceneObstacles) }),
      z.object({ id: z.literal("sets"), sets: z.array(z.number()) }),
    ]),
  ),
});
/** Whether an operation scene works for an account, and every reason why not. */
export type SceneState = z.infer<typeof sceneShape>;
export type SceneObstacle = SceneState["obstacles"][number];

export const readinessShape = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ id: z.enum(readinessChecks), ok: z.boolean() })),
});
export type Readiness = z.infer<typeof readinessShape>;
export type ReadinessCheck = Readiness["checks"][number];

const bilingualShape = z.object({ zh: z.string(), en: z.string() });
/** A text in both languages. */
export type Bilingual = z.infer<typeof bilingualShape>;

const permissionSetShape = named(
  "PermissionSet",
  z.object({
    id: z.number(),
    type: z.enum(catalogueTypes),
    ...bilingualShape.shape,
    summaryZh: z.string(),
    summaryEn: z.string(),
    /** Whether only one provider may have it; null where no source says. */
    exclusive: z.boolean().nullable(),
    minimum: z.boolean(),
    agreement: z
      .object({ ...bilingualShape.shape, url: z.string().nullable() })
      .nullable(),
    docUrl: z.string().nullable(),
    interfaces: z.array(
      z.object({
        ...bilingualShape.shape,
        /** A path that ends in `*` is a prefix; null for pushes and pages of WeChat, which have no path. */
        path: z.string().nullable(),
        /** From prose or the API reference, as WeChat's page of the set does not list it. */
        inferred: z.boolean(),
      }),
    ),
    /** The operation scenes that need it. */
    scenes: z.array(bilingualShape),
    /** Where the documents disagree. */
    conflicts: bilingualShape.nullable(),
    /** Whether WeChat's English page, on which the catalogue is based, has it. */
    inSeed: z.boolean(),
    /** The source of a set that is not on the English page. */
    source: bilingualShape.nullable(),
  }),
);
/** One permission set (权限集) with everything that the documents say about it. */
export type PermissionSet = z.infer<typeof permissionSetShape>;
export type PermissionInterface = PermissionSet["interfaces"][number];

export const permissionSetListShape = listShape(permissionSetShape);
