DROP INDEX "inbox_by_account";--> statement-breakpoint
CREATE INDEX "inbox_by_channel" ON "inbox" USING btree ("component_appid","channel","received_at","key");--> statement-breakpoint
CREATE INDEX "inbox_by_name" ON "inbox" USING btree ("component_appid","channel","name","received_at","key");--> statement-breakpoint
CREATE INDEX "inbox_unsettled" ON "inbox" USING btree ("component_appid","state","received_at","key") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "inbox_by_account" ON "inbox" USING btree ("component_appid","appid","received_at","key");