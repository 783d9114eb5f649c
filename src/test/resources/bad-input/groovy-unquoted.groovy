topology('site') {
    host('pghost') { address 'a'; connection local }
    postgres('pg') { host pghost; restart never }
}
