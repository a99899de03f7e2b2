/**
 * Parameters of PostgreSQL that people tune, and when a change of each takes effect: the context of `pg_settings`, where `postmaster` is
 * static. Compared with PostgreSQL 15 on 2026-11-25; `aws rds describe-engine-default-parameters --db-parameter-group-family postgres17` has
 * what RDS lets one change.
 */

/** With the next restart, which nobody does for you: `aws rds reboot-db-instance`. */
const staticParameters = [
  ...[
    "autovacuum_freeze_max_age",
    "autovacuum_max_workers",
    "autovacuum_multixact_freeze_max_age",
    "cron.database_name",
  ],
  ...["huge_pages", "max_connections", "max_files_per_process", "max_locks_per_transaction"],
  ...["max_logical_replication_workers", "max_pred_locks_per_transaction", "max_prepared_transactions"],
  ...["max_replication_slots", "max_wal_senders", "max_worker_processes", "pg_stat_statements.max"],
  ...["rds.logical_replication", "rds.restrict_password_commands", "shared_buffers", "shared_preload_libraries"],
  ...["track_activity_query_size", "track_commit_timestamp", "wal_buffers"],
];

/** At once. */
const dynamicParameters = [
  ...["auto_explain.log_analyze", "auto_explain.log_buffers", "auto_explain.log_min_duration"],
  ...["auto_explain.log_nested_statements", "auto_explain.sample_rate"],
  ...["autovacuum_analyze_scale_factor", "autovacuum_analyze_threshold", "autovacuum_naptime"],
  ...["autovacuum_vacuum_cost_delay", "autovacuum_vacuum_cost_limit", "autovacuum_vacuum_insert_scale_factor"],
  ...["autovacuum_vacuum_insert_threshold", "autovacuum_vacuum_scale_factor", "autovacuum_vacuum_threshold"],
  ...["autovacuum_work_mem", "bgwriter_delay", "bgwriter_lru_maxpages", "bgwriter_lru_multiplier"],
  ...["checkpoint_completion_target", "checkpoint_timeout", "client_connection_check_interval", "commit_delay"],
  ...["commit_siblings", "constraint_exclusion", "cpu_index_tuple_cost", "cpu_operator_cost", "cpu_tuple_cost"],
  ...["cursor_tuple_fraction", "deadlock_timeout", "default_statistics_target", "default_toast_compression"],
  ...["default_transaction_isolation", "effective_cache_size", "effective_io_concurrency"],
  ...["enable_partitionwise_aggregate", "enable_partitionwise_join", "from_collapse_limit"],
  ...["gin_pending_list_limit", "hash_mem_multiplier", "idle_in_transaction_session_timeout"],
  ...["idle_session_timeout", "jit", "jit_above_cost", "join_collapse_limit", "lock_timeout"],
  ...["log_autovacuum_min_duration", "log_checkpoints", "log_lock_waits", "log_min_duration_sample"],
  ...["log_min_duration_statement", "log_min_error_statement", "log_min_messages", "log_parameter_max_length"],
  ...["log_parameter_max_length_on_error", "log_statement_sample_rate", "log_temp_files"],
  ...["logical_decoding_work_mem", "maintenance_io_concurrency", "maintenance_work_mem"],
  ...["max_parallel_maintenance_workers", "max_parallel_workers", "max_parallel_workers_per_gather"],
  ...["max_slot_wal_keep_size", "max_standby_archive_delay", "max_standby_streaming_delay", "max_wal_size"],
  ...["min_parallel_index_scan_size", "min_parallel_table_scan_size", "min_wal_size", "parallel_setup_cost"],
  ...["parallel_tuple_cost", "pg_stat_statements.track", "pg_stat_statements.track_planning"],
  ...["pgaudit.log", "pgaudit.log_relation", "pgaudit.log_statement_once"],
  ...["plan_cache_mode", "random_page_cost", "rds.force_autovacuum_logging_level", "rds.log_retention_period"],
  ...["search_path", "seq_page_cost", "statement_timeout", "synchronous_commit"],
  ...["tcp_keepalives_count", "tcp_keepalives_idle", "tcp_keepalives_interval", "temp_buffers", "temp_file_limit"],
  ...["timezone", "track_functions", "track_io_timing", "track_wal_io_timing", "vacuum_cost_delay"],
  ...["vacuum_cost_limit", "vacuum_failsafe_age", "vacuum_freeze_min_age", "vacuum_freeze_table_age"],
  ...["vacuum_multixact_freeze_min_age", "vacuum_multixact_freeze_table_age", "wal_compression", "wal_keep_size"],
  ...["wal_receiver_timeout", "wal_sender_timeout", "work_mem"],
];

export type ApplyMethod = "immediate" | "pending-reboot";

/** How each known parameter is applied. */
export const postgresParameters: ReadonlyMap<string, ApplyMethod> = new Map([
  ...staticParameters.map((name) => [name, "pending-reboot"] as const),
  ...dynamicParameters.map((name) => [name, "immediate"] as const),
]);

/** Parameters whose value is a list of names. */
export const postgresListParameters: readonly string[] = ["pgaudit.log", "shared_preload_libraries"];
