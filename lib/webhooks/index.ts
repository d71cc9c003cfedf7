/** Events for the customer's systems: endpoints, deliveries and their attempts. */

// Events
export { emit } from "./emit.ts";

// Endpoints
export {
  addEndpoint,
  changeEndpoint,
  endpointChange,
  endpointInput,
  removeEndpoint,
  rotateSecret,
  webhookEndpointList,
} from "./endpoints.ts";

// Deliveries
export {
  deliveryList,
  deliveryQuery,
  redeliver,
  sendTestEvent,
} from "./deliveries.ts";

// Shapes and values
export {
  deliveryPageShape,
  endpointListShape,
  endpointSecretShape,
  newEndpointShape,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "./schema.ts";
export { type WebhookEvent, webhookEvents } from "./kinds.ts";

// Jobs
export { deliverDue, purgeDeliveries } from "./deliver.ts";
