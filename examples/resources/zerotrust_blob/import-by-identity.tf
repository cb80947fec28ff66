import {
  to = zerotrust_blob.banner
  identity = {
    id = "console/banner"
  }
}
