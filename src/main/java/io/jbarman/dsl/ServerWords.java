package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A server as its barmanhost sees it; the names are Barman's. What editors complete; made from the description of the language. */
public interface ServerWords extends WordsForValues {
    /** How Barman logs in. */
    void conninfo(Object value);

    /** How Barman logs in. */
    void conninfo(Map<String, ?> values);

    /** How Barman logs in. */
    void conninfo(@DelegatesTo(value = ConninfoWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** How WAL is streamed: a replication role. */
    void streaming_conninfo(Object value);

    /** How WAL is streamed: a replication role. */
    void streaming_conninfo(Map<String, ?> values);

    /** How WAL is streamed: a replication role. */
    void streaming_conninfo(
            @DelegatesTo(value = ConninfoWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Whether WAL is received by streaming. */
    void streaming_archiver(Object value);

    /** The replication slot that keeps WAL until it was received. */
    void slot_name(Object value);

    /** The receiver's application_name. */
    void streaming_archiver_name(Object value);

    /** Whether the server ships WAL by archive_command. */
    void archiver(Object value);

    /** How the server's archiver is set up; needs archiver: true. */
    void archive_command(Map<String, ?> values);

    /** How the server's archiver is set up; needs archiver: true. */
    void archive_command(
            @DelegatesTo(value = ArchiveCommandWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Whether backups are to be restored on the server's host over ssh: the barmanhost may then log in there, as it may for backup_method: rsync. */
    void remote_restore(Object value);

    /** Which Barman is to be able to read the archive. */
    void layout(Object value);

    /** Left out, it is true. */
    void active(Object value);

    /** Left out, it is 0. */
    void archiver_batch_size(Object value);

    /** Left out, it is false. */
    void autogenerate_manifest(Object value);

    /** Left out, it is 3600. */
    void aws_await_snapshots_timeout(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_check_object_lock(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_encryption(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_profile(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_read_timeout(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_region(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_snapshot_lock_cool_off_period(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_snapshot_lock_duration(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_snapshot_lock_expiration_date(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_snapshot_lock_mode(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_sse_customer_key(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void aws_sse_kms_key_id(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void azure_credential(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void azure_resource_group(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void azure_subscription_id(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_compression(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_compression_format(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_compression_level(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_compression_location(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_compression_workers(Object value);

    /** Left out, it is %(barman_home)s/%(name)s. */
    void backup_directory(Object value);

    /** Left out, it is rsync. */
    void backup_method(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void backup_options(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void bandwidth_limit(Object value);

    /** Left out, it is 30. */
    void basebackup_retry_sleep(Object value);

    /** Left out, it is 0. */
    void basebackup_retry_times(Object value);

    /** Left out, it is %(backup_directory)s/base. */
    void basebackups_directory(Object value);

    /** Left out, it is 30. */
    void check_timeout(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_delete_batch_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_staging_directory(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_staging_max_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_upload_max_archive_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_upload_min_chunk_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_wal_archive_parallel(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void cloud_wal_restore_parallel(Object value);

    /** Left out, it is %(name)s. */
    void cluster(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void combine_mode(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void compression(Object value);

    /** Left out, it is medium. */
    void compression_level(Object value);

    /** Left out, it is manual. */
    void create_slot(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void custom_compression_filter(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void custom_compression_magic(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void custom_decompression_filter(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void description(Object value);

    /** Left out, it is false. */
    void disabled(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void encryption(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void encryption_key_id(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void encryption_passphrase_command(Object value);

    /** Left out, it is %(backup_directory)s/errors. */
    void errors_directory(Object value);

    /** Left out, it is false. */
    void forward_config_path(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void gcp_project(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void gcp_zone(Object value);

    /** Left out, it is false. */
    void immediate_checkpoint(Object value);

    /** Left out, it is %(backup_directory)s/incoming. */
    void incoming_wals_directory(Object value);

    /** Left out, it is 60. */
    void keepalive_interval(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void last_backup_maximum_age(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void last_backup_minimum_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void last_wal_maximum_age(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void local_staging_path(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void max_concurrent_jobs(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void max_incoming_wals_queue(Object value);

    /** Left out, it is 0. */
    void minimum_redundancy(Object value);

    /** Left out, it is false. */
    void network_compression(Object value);

    /** Left out, it is 1. */
    void parallel_jobs(Object value);

    /** Left out, it is 1. */
    void parallel_jobs_start_batch_period(Object value);

    /** Left out, it is 10. */
    void parallel_jobs_start_batch_size(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void path_prefix(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_archive_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_archive_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_backup_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_backup_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_delete_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_delete_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_recovery_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_recovery_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_wal_delete_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void post_wal_delete_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_archive_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_archive_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_backup_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_backup_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_delete_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_delete_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_recovery_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_recovery_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_wal_delete_retry_script(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void pre_wal_delete_script(Object value);

    /** Left out, it is 0. */
    void primary_checkpoint_timeout(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void primary_conninfo(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void primary_ssh_command(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void recovery_options(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void recovery_staging_path(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void retention_policy(Object value);

    /** Left out, it is auto. */
    void retention_policy_mode(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void reuse_backup(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void snapshot_disks(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void snapshot_gcp_project(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void snapshot_instance(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void snapshot_provider(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void snapshot_zone(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void ssh_command(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void staging_location(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void staging_path(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void staging_wal_directory(Object value);

    /** Left out, it is 0. */
    void streaming_archiver_batch_size(Object value);

    /** Left out, it is barman_streaming_backup. */
    void streaming_backup_name(Object value);

    /** Left out, it is %(backup_directory)s/streaming. */
    void streaming_wals_directory(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void tablespace_bandwidth_limit(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void wal_conninfo(Object value);

    /** Left out, it is main. */
    void wal_retention_policy(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void wal_streaming_conninfo(Object value);

    /** Left out, it is %(backup_directory)s/wals. */
    void wals_directory(Object value);

    /** Leave it out, or see Barman's manual, "Configuration Reference". */
    void warehousepg_dbid(Object value);

    /** Left out, it is off. */
    void worm_mode(Object value);

    /** Left out, it is %(wals_directory)s. */
    void xlogdb_directory(Object value);
}
