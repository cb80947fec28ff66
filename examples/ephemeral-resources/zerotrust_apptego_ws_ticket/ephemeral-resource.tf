ephemeral "zerotrust_apptego_ws_ticket" "build" {}
