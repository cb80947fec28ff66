import {
  to = zerotrust_posture_profile.managed_mac
  id = "5nG8vTq3Kx7RwZ2bYc9JdM6sLfH"
}
