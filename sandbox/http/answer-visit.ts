import { backTo } from "../control/back-to.ts";
import type { ControlContext } from "../control/context.ts";
import { accountsPage, refusedPage, setsPage } from "../pages/choose.ts";
import { problemPage } from "../pages/entry.ts";
import { grant, grantPush } from "../state/authorization.ts";
import type { Visits } from "../state/visits.ts";
import type { Answer } from "./answer.ts";

/** Answers the steps of the authorization page: person, account, sets, confirmation or refusal. */
export async function answerVisit(
  { simulation, pusher }: ControlContext,
  visits: Visits,
  path: string,
  form: URLSearchParams,
): Promise<Answer> {
  const [, , id = "", name] = path.split("/");
  const visit = visits.find(id);
  if (!visit) return { body: problemPage("pre_auth_code") };
  switch (name) {
    case "person":
      if (!visits.scan(visit, form.get("person") ?? ""))
        return { body: problemPage("pre_auth_code") };
      return { body: accountsPage(visit, visits.offered(visit)) };
    case "account": {
      visit.appid = form.get("appid");
      const account = visits.chosen(visit);
      return account
        ? { body: setsPage(visit, account) }
        : { body: problemPage("parameters") };
    }
    case "refuse":
      return { body: refusedPage() };
    case "confirm": {
      const account = visits.chosen(visit);
      if (!account) return { body: problemPage("parameters") };
      const { code, infoType } = grant(
        simulation,
        account,
        visits.granted(account, form.getAll("set")),
      );
      const push =
        infoType && grantPush(account, code, infoType, visit.preAuthCode);
      if (push && simulation.scenario.pushOrder === "push_first")
        await pusher.event(push);
      if (push && simulation.scenario.pushOrder === "together")
        pusher.eventLater(push);
      if (push && simulation.scenario.pushOrder === "redirect_first")
        setTimeout(() => pusher.eventLater(push), 1_500);
      simulation.save();
      return { status: 303, location: backTo(visit.redirectUri, code.value) };
    }
    default:
      return { status: 404, body: "404" };
  }
}
