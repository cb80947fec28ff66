import {
  to = zerotrust_posture_attribute.edr_agent
  id = "7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG"
}
