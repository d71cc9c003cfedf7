import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema, now } from "#lib/base/db/index.ts";
import {
  assertNameFree,
  assertUnused,
  auditedProperty,
  lockCatalogue,
  lockProperty,
} from "./catalogue-row.ts";
import { PropertyError } from "./property-error.ts";
import type {
  PropertyChange,
  PropertyInput,
  PropertyRow,
} from "./property-input.ts";
import { propertyFor } from "./property-list.ts";
import type { UserProperty } from "./schema.ts";

const { userProperties } = schema;

/**
 * Adds a property to the catalogue.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `property_name_taken`, also when the other property is retired
 */
export async function createProperty(
  actor: Actor,
  input: PropertyInput,
): Promise<UserProperty> {
  authorize(actor, "properties.manage");
  const id = await db().transaction(async (tx) => {
    await lockCatalogue(tx);
    await assertNameFree(tx, input.name);
    const [row] = await tx
      .insert(userProperties)
      .values({ ...input, source: "console" })
      .returning({ id: userProperties.id });
    if (!row) throw new Error("the insert returned no row");
    await audit(tx, {
      actor: auditActor(actor),
      action: "user_property.created",
      subject: row.id,
      after: auditedProperty(input),
    });
    return row.id;
  });
  return propertyFor(actor, id);
}

/**
 * Changes a property; `retired` retires or restores it. A property with OpenIDs of an account cannot be retired and keeps
 * the type `text`.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `property_unknown`, `property_name_taken`, `property_in_use_by_accounts`
 */
export async function updateProperty(
  actor: Actor,
  id: string,
  change: PropertyChange,
): Promise<UserProperty> {
  authorize(actor, "properties.manage");
  if (!z.uuid().safeParse(id).success)
    throw new PropertyError("property_unknown");
  await db().transaction(async (tx) => {
    await lockCatalogue(tx);
    const before = await lockProperty(tx, id);
    const { retired = before.retiredAt !== null, ...fields } = change;
    const after: PropertyRow = {
      ...before,
      ...fields,
      retiredAt: retired ? (before.retiredAt ?? new Date()) : null,
    };
    if (isSame(before, after)) return;
    if (after.name !== before.name) await assertNameFree(tx, after.name);
    if (after.type !== before.type || (retired && before.retiredAt === null))
      await assertUnused(tx, id);
    const { name, displayName, type, description, retiredAt } = after;
    await tx
      .update(userProperties)
      .set({
        name,
        displayName,
        type,
        description,
        retiredAt,
        updatedAt: now,
      })
      .where(eq(userProperties.id, id));
    await audit(tx, {
      actor: auditActor(actor),
      action: `user_property.${verbOf(before, after)}`,
      subject: id,
      before: auditedProperty(before),
      after: auditedProperty(after),
    });
  });
  return propertyFor(actor, id);
}

/**
 * Retires a property, so that no account can choose it.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `property_unknown`, `property_in_use_by_accounts`
 */
export async function retireProperty(actor: Actor, id: string): Promise<void> {
  await updateProperty(actor, id, { retired: true });
}

function isSame(before: PropertyRow, after: PropertyRow): boolean {
  return (
    JSON.stringify([auditedProperty(before), before.retiredAt]) ===
    JSON.stringify([auditedProperty(after), after.retiredAt])
  );
}

function verbOf(before: PropertyRow, after: PropertyRow): string {
  if ((before.retiredAt === null) === (after.retiredAt === null))
    return "updated";
  return after.retiredAt === null ? "restored" : "retired";
}
