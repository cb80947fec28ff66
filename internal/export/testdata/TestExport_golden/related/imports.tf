# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_access.alice_reaches_git
  id = "DIeS7nijz5b7W6V3G4tE5DOZC9g"
}

import {
  to = zerotrust_app.git
  id = "app:acme.any.0.git"
}

import {
  to = zerotrust_connector.zurich
  id = "zurich-1"
}

import {
  to = zerotrust_policy.ask_for_git
  id = "PoYkjZQBDAweXCMHKevNZeWIaIu"
}

import {
  to = zerotrust_policy.orphan
  id = "OVaHkWP9lMUTxc4Vsw0wW7mvQ39"
}

import {
  to = zerotrust_posture_attribute.disk_encryption
  id = "49vdkGAXDHdI3rUAdbw16Rw1gcq"
}

import {
  to = zerotrust_posture_profile.healthy
  id = "W0qwdDD8fGptyhnDFTC4iTKIbr3"
}

import {
  to = zerotrust_user.alice
  id = "wHh8Xi5n6m4nrMhyRZlktv08blW"
}

import {
  to = zerotrust_workflow.ask
  id = "i8W9pQDpKWEQ4hmzKJh9D6ed6wq"
}
