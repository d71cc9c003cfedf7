import { CircleCheck, CircleSlash } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { AccountSummary } from "#lib/accounts/index.ts";

type Scene = AccountSummary["scenes"][number];

/** The scenes of an account: whether each works, and otherwise everything that prevents it. */
export function SceneList({
  scenes,
  setNames,
}: {
  scenes: Scene[];
  setNames: Record<number, string>;
}) {
  const t = useTranslations("operations.scenes");
  const format = useFormatter();
  return (
    <ul className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2">
      {scenes.map((scene) => {
        const Icon = scene.works ? CircleCheck : CircleSlash;
        return (
          <li key={scene.id} className="flex items-start gap-2">
            <Icon
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${scene.works ? "text-success" : "text-soft"}`}
            />
            <div className="min-w-0">
              <p className={scene.works ? "" : "text-soft"}>
                {t(`names.${scene.id}`)}{" "}
                <span className="sr-only">
                  {t(scene.works ? "works" : "worksNot")}
                </span>
              </p>
              {scene.obstacles.map((obstacle) => (
                <p key={obstacle.id} className="text-small text-warning">
                  {t(`obstacles.${obstacle.id}`, {
                    names:
                      obstacle.id === "sets"
                        ? format.list(
                            obstacle.sets.map(
                              (id) => setNames[id] ?? String(id),
                            ),
                            "names",
                          )
                        : "",
                  })}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
