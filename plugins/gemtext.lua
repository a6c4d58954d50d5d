--- Gemtext (gemini://geminiprotocol.net/docs/gemtext.gmi): lines of text, one link a line.

return {
  name = "gemtext", version = "1.0", api = 1,
  description = "Writes gemtext, the markup of the Gemini protocol", license = "MIT",
  examples = { "rubric convert -t ./plugins/gemtext.lua notes.md" },
  writer = {
    extensions = { "gmi" }, extends = "text",
    heading = function(node, out) out:line(("#"):rep(math.min(node.level, 3)), " ", node:text()) end,
    paragraph = function(node, out)
      out:line(node:text())
      for link in node:select "link" do out:line("=> ", link.url, " ", link:text()) end
    end,
    item = function(node, out) out:line("* ", node:text()) end,
    code_block = function(node, out)
      out:line "```"
      out:raw(node.literal)
      out:line "```"
    end,
  },
}
